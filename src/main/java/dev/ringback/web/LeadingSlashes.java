package dev.ringback.web;

import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Serves a path that begins with several slashes as the same path with one. Clients that join a base URL with a slash at its end and a path
 * with a slash at its beginning ask for {@code //2010-04-01/...}, which Twilio answers too. It stands before everything that looks at the
 * path, credentials above all, so that no rule knows but one spelling. A redirect would not do: Twilio's libraries follow none.
 */
final class LeadingSlashes extends Handler.Wrapper {
    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        HttpURI uri = request.getHttpURI();
        String pathQuery = uri.getPathQuery();
        if (pathQuery == null || !pathQuery.startsWith("//")) {
            return super.handle(request, response, callback);
        }
        HttpURI folded = HttpURI.build(uri).pathQuery(folded(pathQuery)).asImmutable();
        return super.handle(Request.serveAs(request, folded), response, callback);
    }

    private static String folded(String pathQuery) {
        int last = 0;
        while (last + 1 < pathQuery.length() && pathQuery.charAt(last + 1) == '/') {
            last++;
        }
        return pathQuery.substring(last);
    }
}
