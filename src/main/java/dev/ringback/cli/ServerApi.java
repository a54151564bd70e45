package dev.ringback.cli;

import dev.ringback.config.Settings;
import dev.ringback.model.Account;
import dev.ringback.model.Accounts;
import dev.ringback.web.door.ListenAddress;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Asks the API door of the running server that the settings describe, with the settings' credentials. */
final class ServerApi {
    /** Answers to credentials that the server does not know, or that do not open enough. */
    private static final Set<Integer> REFUSALS = Set.of(401, 403);

    private final String door;
    private final List<String> credentials;
    private final HttpClient client =
            HttpClient.newBuilder().proxy(HttpClient.Builder.NO_PROXY).build();

    private ServerApi(String door, List<String> credentials) {
        this.door = door;
        this.credentials = List.copyOf(credentials);
    }

    /** Uses the credentials of the account that opens most. */
    static ServerApi of(Settings settings) {
        return opening(List.of(), settings);
    }

    /** Uses the credentials of an account that opens all of these, if there is one. */
    static ServerApi opening(Collection<String> accountSids, Settings settings) {
        return new ServerApi(
                "http://" + reachable(settings.apiListen()), credentials(settings.accounts(), accountSids));
    }

    private static ListenAddress reachable(ListenAddress address) {
        return Set.of("0.0.0.0", "::", "[::]").contains(address.host())
                ? new ListenAddress("127.0.0.1", address.port())
                : address;
    }

    private static List<String> credentials(Accounts accounts, Collection<String> wanted) {
        List<Account> inOrder = accounts.all().stream()
                .sorted(Comparator.comparing((Account account) ->
                                !accounts.readableBy(account).containsAll(wanted))
                        .thenComparing(account -> -accounts.readableBy(account).size()))
                .toList();
        List<String> all = new ArrayList<>();
        for (Account account : inOrder) {
            account.authTokens().forEach(token -> all.add(basic(account.sid() + ":" + token)));
        }
        return all;
    }

    private static String basic(String userAndPassword) {
        return "Basic " + Base64.getEncoder().encodeToString(userAndPassword.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the whole URL of a path, which may have a query. */
    URI url(String path) {
        return URI.create(door + path);
    }

    /**
     * Sends a request with each of the credentials until the server takes one: it may not know the newest yet.
     *
     * @return the first answer that is no refusal; the last refusal if there is none
     */
    <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler) throws IOException, InterruptedException {
        HttpResponse<T> answer = client.send(with(credentials.get(0), request), handler);
        for (String next : credentials.subList(1, credentials.size())) {
            if (!isRefusal(answer)) {
                break;
            }
            if (answer.body() instanceof Closeable unread) {
                unread.close();
            }
            answer = client.send(with(next, request), handler);
        }
        return answer;
    }

    private static HttpRequest with(String authorization, HttpRequest request) {
        return HttpRequest.newBuilder(request, (name, value) -> true)
                .header("Authorization", authorization)
                .build();
    }

    /** Tells whether the server refused the credentials. */
    static boolean isRefusal(HttpResponse<?> answer) {
        return isRefusal(answer.statusCode());
    }

    /** Tells whether that is how the server refuses credentials. */
    static boolean isRefusal(int status) {
        return REFUSALS.contains(status);
    }

    /** Says that nobody listens there, and what to do. */
    static String nobodyAt(URI url) {
        return "no server answers at " + url + ": start it, or name its door with --api-listen";
    }
}
