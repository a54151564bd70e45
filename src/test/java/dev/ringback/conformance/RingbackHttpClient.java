package dev.ringback.conformance;

import com.twilio.http.NetworkHttpClient;
import com.twilio.http.Request;
import com.twilio.http.Response;

/** Sends to Ringback what the library addresses to twilio.com. Made for reading: of a body only form parameters are passed on. */
public final class RingbackHttpClient extends NetworkHttpClient {
    private final String ringbackUrl;

    /** The scheme, host and port of the API door. */
    public RingbackHttpClient(String ringbackUrl) {
        this.ringbackUrl = ringbackUrl.replaceFirst("/+$", "");
    }

    @Override
    public Response makeRequest(Request request) {
        String path = request.getUrl().replaceFirst("^https?://[^/]+", "");
        Request readdressed = new Request(request.getMethod(), ringbackUrl + path);
        request.getHeaderParams()
                .forEach((name, values) -> values.forEach(value -> readdressed.addHeaderParam(name, value)));
        request.getQueryParams()
                .forEach((name, values) -> values.forEach(value -> readdressed.addQueryParam(name, value)));
        request.getPostParams()
                .forEach((name, values) -> values.forEach(value -> readdressed.addPostParam(name, value)));
        if (request.requiresAuthentication()) {
            readdressed.addHeaderParam("Authorization", request.getAuthString());
        }
        return super.makeRequest(readdressed);
    }
}
