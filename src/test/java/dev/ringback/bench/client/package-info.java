/** Thousands of HTTP connections on one thread, which wrk cannot wait with. Start with {@link dev.ringback.bench.client.Connections}. */
@NullMarked
package dev.ringback.bench.client;

import org.jspecify.annotations.NullMarked;
