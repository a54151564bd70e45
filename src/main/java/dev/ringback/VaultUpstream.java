package dev.ringback;

import dev.ringback.concurrent.FailedStage;
import dev.ringback.model.Actor;
import dev.ringback.model.VaultKind;
import dev.ringback.outbound.OutboundOptions;
import dev.ringback.outbound.StreamLimits;
import dev.ringback.storage.ResourceStore;
import dev.ringback.storage.StorageException;
import dev.ringback.twilio.callback.ResourceKind;
import dev.ringback.upstream.AnswerSink;
import dev.ringback.upstream.Product;
import dev.ringback.upstream.Purpose;
import dev.ringback.upstream.Question;
import dev.ringback.upstream.ReadOutcome;
import dev.ringback.upstream.Upstream;
import dev.ringback.upstream.UpstreamException;
import dev.ringback.upstream.UpstreamHttp;
import dev.ringback.upstream.UpstreamRequest;
import dev.ringback.upstream.content.ContentAnswer;
import dev.ringback.upstream.content.ContentFetch;
import dev.ringback.upstream.content.ContentHosts;
import dev.ringback.upstream.list.ListRead;
import dev.ringback.upstream.list.ListReadThrough;
import dev.ringback.upstream.list.PageQuestion;
import dev.ringback.upstream.write.Deletions;
import dev.ringback.upstream.write.StoredAnswers;
import dev.ringback.upstream.write.Write;
import dev.ringback.upstream.write.WriteKind;
import dev.ringback.vault.ContentException;
import dev.ringback.vault.ContentException.Reason;
import dev.ringback.vault.ContentTarget;
import dev.ringback.vault.TwilioContent;
import dev.ringback.vault.VaultOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Lets the vault ask Twilio through what calls it. Safe for use by many threads. */
final class VaultUpstream implements TwilioContent {
    /** A WAV file cannot be longer, and no recording or attachment of Twilio is. */
    private static final long MAX_CONTENT = 4L << 30;

    /** Bounds a body. The sound itself has 8,000 bytes a second and more. */
    private static final StreamLimits LIMITS =
            new StreamLimits(Duration.ofSeconds(15), Duration.ofSeconds(30), 1_024, MAX_CONTENT);

    /** Nobody waits for a copy. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Upstream upstream;
    private final ContentFetch fetch;
    private final ListReadThrough lists;
    private final Deletions deletions;

    private VaultUpstream(Upstream upstream, ContentFetch fetch, ListReadThrough lists, Deletions deletions) {
        this.upstream = upstream;
        this.fetch = fetch;
        this.lists = lists;
        this.deletions = deletions;
    }

    /**
     * Asks nothing yet.
     *
     * @param upstream calls Twilio; stays open
     * @param sink stores what is gone
     * @param lists stores what is listed
     */
    static VaultUpstream of(
            Upstream upstream,
            VaultOptions options,
            OutboundOptions outbound,
            AnswerSink sink,
            ListReadThrough lists,
            ResourceStore resources) {
        ContentHosts hosts = new ContentHosts(options.redirectHosts());
        return new VaultUpstream(
                upstream,
                new ContentFetch(
                        upstream.twilio(),
                        UpstreamHttp.open(upstream.options(), outbound, hosts.exact()),
                        hosts,
                        LIMITS),
                lists,
                new Deletions(upstream.twilio(), new StoredAnswers(sink, upstream.refusedAnswers(), resources), sink));
    }

    /** Returns what fetches content, also for callers of the door. */
    ContentFetch fetch() {
        return fetch;
    }

    @Override
    public boolean isEnabled(String accountSid) {
        return upstream.accounts().find(accountSid).isPresent();
    }

    @Override
    public void fetch(String accountSid, String path, ContentTarget target) throws ContentException {
        UpstreamRequest request = UpstreamRequest.get(accountSid, Purpose.VAULT, Product.API, path, PATIENCE);
        ContentAnswer answer = result(fetch.fetch(request, head -> target.open(head.headers())));
        if (!answer.isSuccess()) {
            throw new ContentException(reason(answer.status()), sentence(answer), null);
        }
    }

    private static Reason reason(int status) {
        return switch (status) {
            case 404, 410 -> Reason.NOT_FOUND;
            case 401 -> Reason.REFUSED;
            case 429 -> Reason.BUSY;
            default -> status >= 500 ? Reason.UNAVAILABLE : Reason.DECLINED;
        };
    }

    private static String sentence(ContentAnswer answer) {
        return (answer.isTwilios() ? "Twilio answers " : "the host to which Twilio redirects answers ")
                + answer.status();
    }

    @Override
    public void readRecording(String accountSid, String sid) throws ContentException {
        ReadOutcome read = result(upstream.reads()
                .ask(
                        new Question(
                                accountSid,
                                ResourceKind.RECORDING,
                                account(accountSid) + "/Recordings/" + sid + ".json",
                                sid),
                        upstream.options().patience(),
                        () -> false));
        check(read.result());
    }

    @Override
    public List<String> readMedia(String accountSid, String messageSid) throws ContentException {
        ListRead read = result(lists.read(
                upstream,
                new PageQuestion(
                        accountSid,
                        ResourceKind.MEDIA,
                        "media_list",
                        account(accountSid) + "/Messages/" + messageSid + "/Media.json",
                        "PageSize=50")));
        check(read.result());
        return read.sids();
    }

    private static void check(ReadOutcome.Result result) throws ContentException {
        switch (result) {
            case STORED -> {}
            case MISSING -> throw new ContentException(Reason.NOT_FOUND, "Twilio does not have it");
            case BUSY -> throw new ContentException(Reason.BUSY, "Twilio is asked too much");
            case REFUSED -> throw new ContentException(Reason.REFUSED, "Twilio refuses the credentials");
            case UNAVAILABLE -> throw new ContentException(Reason.UNAVAILABLE, "Twilio cannot be asked");
            case DECLINED, UNSAFE -> throw new ContentException(Reason.DECLINED, "Twilio's answer cannot be used");
        }
    }

    @Override
    public Deletion delete(String accountSid, VaultKind kind, @Nullable String parentSid, String sid)
            throws ContentException {
        String account = account(accountSid);
        Write write = switch (kind) {
            case RECORDING ->
                write(WriteKind.RECORDING_DELETE, accountSid, account + "/Recordings/" + sid, Map.of("Sid", sid), "");
            case MEDIA ->
                write(
                        WriteKind.MEDIA_DELETE,
                        accountSid,
                        account + "/Messages/" + parentSid + "/Media/" + sid,
                        Map.of("MessageSid", String.valueOf(parentSid), "Sid", sid),
                        "");
            case MESSAGE ->
                write(WriteKind.MESSAGE_DELETE, accountSid, account + "/Messages/" + sid, Map.of("Sid", sid), "");
            case MESSAGE_BODY ->
                write(WriteKind.MESSAGE_UPDATE, accountSid, account + "/Messages/" + sid, Map.of("Sid", sid), "Body=");
            case CALL -> write(WriteKind.CALL_DELETE, accountSid, account + "/Calls/" + sid, Map.of("Sid", sid), "");
            case MEDIA_LIST -> throw new IllegalArgumentException("a list cannot be deleted");
        };
        return switch (result(deletions.delete(write))) {
            case DELETED -> Deletion.DELETED;
            case WAS_GONE -> Deletion.WAS_GONE;
            case NOT_YET -> Deletion.NOT_YET;
        };
    }

    private static Write write(WriteKind kind, String accountSid, String path, Map<String, String> names, String form) {
        return new Write(
                kind,
                accountSid,
                path + ".json",
                names,
                form.isEmpty() ? null : "application/x-www-form-urlencoded",
                form.getBytes(StandardCharsets.US_ASCII),
                Actor.operatingSystem());
    }

    private static String account(String accountSid) {
        return "/2010-04-01/Accounts/" + accountSid;
    }

    private static <T> T result(CompletableFuture<T> asked) throws ContentException {
        try {
            return asked.get();
        } catch (InterruptedException interrupted) {
            asked.cancel(false);
            Thread.currentThread().interrupt();
            throw new ContentException(Reason.UNAVAILABLE, "Ringback ends");
        } catch (ExecutionException failed) {
            Throwable cause = FailedStage.cause(failed.getCause() == null ? failed : failed.getCause());
            if (cause instanceof UpstreamException known) {
                throw new ContentException(
                        reason(known.reason()),
                        String.valueOf(known.getMessage()),
                        UpstreamException.retryAfter(known));
            }
            if (cause instanceof StorageException unavailable) {
                throw unavailable;
            }
            throw new IllegalStateException(cause);
        }
    }

    private static Reason reason(UpstreamException.Reason reason) {
        return switch (reason) {
            case BUSY -> Reason.BUSY;
            case UNAVAILABLE -> Reason.UNAVAILABLE;
            case REFUSED -> Reason.REFUSED;
            case UNKNOWN -> Reason.CUT;
            case UNSAFE -> Reason.UNSAFE;
            case NOT_TAKEN -> Reason.NOT_TAKEN;
        };
    }

    @Override
    public void close() throws IOException {
        fetch.close();
    }
}
