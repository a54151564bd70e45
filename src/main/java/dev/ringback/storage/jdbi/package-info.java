/**
 * The only place with SQL: the event log, one table per resource, and the merge that moves a row forward. Start with
 * {@link dev.ringback.storage.jdbi.Merge} and {@link dev.ringback.storage.jdbi.JdbiEventStore}.
 *
 * <p>Uses {@code storage}, {@code model}, Jdbi and Flyway.
 */
@NullMarked
package dev.ringback.storage.jdbi;

import org.jspecify.annotations.NullMarked;
