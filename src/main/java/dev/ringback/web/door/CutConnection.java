package dev.ringback.web.door;

import jakarta.servlet.http.HttpServletRequest;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;

/** Closes the connection of a request whose answer has begun and cannot be ended. Stateless. */
public final class CutConnection {
    private CutConnection() {}

    /** Closes it at once; nothing more is sent. */
    public static void of(HttpServletRequest request) {
        ServletContextRequest.getServletContextRequest(request)
                .getConnectionMetaData()
                .getConnection()
                .getEndPoint()
                .close();
    }
}
