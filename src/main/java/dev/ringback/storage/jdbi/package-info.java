/**
 * The only place with SQL: the event log, one table per resource, and the merge that moves a row forward.
 *
 * <p>{@link dev.ringback.storage.jdbi.SqliteDatabase} opens everything. Start with {@link dev.ringback.storage.jdbi.Merge} and
 * {@link dev.ringback.storage.jdbi.JdbiEventStore}; what begins with {@code Sqlite} is about that database only, everything else is
 * portable. Uses {@code storage}, {@code model}, Jdbi and Flyway.
 */
@NullMarked
package dev.ringback.storage.jdbi;

import org.jspecify.annotations.NullMarked;
