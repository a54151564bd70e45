import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Plays Twilio: sends signed webhooks to the callback door that the environment names. */
final class Webhooks {
    private final HttpClient http = HttpClient.newHttpClient();

    static String sid(String prefix) {
        return prefix + UUID.randomUUID().toString().replace("-", "");
    }

    /**
     * Sends one, and expects it to be taken in.
     *
     * @param parameters names and values by turns
     */
    void send(String... parameters) throws Exception {
        Map<String, String> form = new TreeMap<>();
        form.put("AccountSid", System.getenv("TWILIO_ACCOUNT_SID"));
        form.put("ApiVersion", "2010-04-01");
        for (int i = 0; i < parameters.length; i += 2) {
            form.put(parameters[i], parameters[i + 1]);
        }
        String body = form.entrySet().stream()
                .map(each -> encoded(each.getKey()) + "=" + encoded(each.getValue()))
                .collect(Collectors.joining("&"));
        HttpRequest request = HttpRequest.newBuilder(URI.create(System.getenv("RINGBACK_CALLBACK_URL")))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("X-Twilio-Signature", signature(form))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() / 100 != 2) {
            throw new AssertionError("the webhook was answered " + response.statusCode());
        }
        Thread.sleep(3); // lists go by time, so two events must not fall into the same millisecond
    }

    private static String signature(Map<String, String> form) throws Exception {
        StringBuilder signed = new StringBuilder(System.getenv("RINGBACK_PUBLIC_URL"));
        form.forEach((name, value) -> signed.append(name).append(value));
        Mac mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(System.getenv("TWILIO_AUTH_TOKEN").getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
        return Base64.getEncoder().encodeToString(mac.doFinal(signed.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
