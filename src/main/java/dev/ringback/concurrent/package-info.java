/**
 * Creates the threads of the service. See {@link dev.ringback.concurrent.DaemonThreads}.
 *
 * <p>Uses the JDK only.
 */
@NullMarked
package dev.ringback.concurrent;

import org.jspecify.annotations.NullMarked;
