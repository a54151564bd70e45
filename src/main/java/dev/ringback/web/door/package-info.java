/**
 * Opens an HTTP server on a port and defends it: bounds its connections and its requests, and closes connections that stall. Start with {@link dev.ringback.web.door.Door}.
 */
@NullMarked
package dev.ringback.web.door;

import org.jspecify.annotations.NullMarked;
