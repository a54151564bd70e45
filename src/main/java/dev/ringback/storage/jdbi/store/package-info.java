/**
 * Holds everything that is kept and is no resource: the log and its history, deliveries and what forwarding remembers, leases, the
 * quarantine, silences, and what rebuild and migration need. {@link dev.ringback.storage.jdbi.store.JdbiDatabase} puts all stores together.
 *
 * <p>Uses {@code mirror} and {@code sql}.
 */
@NullMarked
package dev.ringback.storage.jdbi.store;

import org.jspecify.annotations.NullMarked;
