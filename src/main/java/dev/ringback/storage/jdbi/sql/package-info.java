/**
 * Speaks to every database in the same way. A {@link dev.ringback.storage.jdbi.sql.Column} takes a value out of a record, a
 * {@link dev.ringback.storage.jdbi.sql.Row} reads it back, a {@link dev.ringback.storage.jdbi.sql.Writer} runs a
 * {@link dev.ringback.storage.jdbi.sql.Transaction}; a {@link dev.ringback.storage.jdbi.sql.Dialect} tells what differs.
 *
 * <p>Uses Jdbi and Flyway, and no other room of {@code storage.jdbi}.
 */
@NullMarked
package dev.ringback.storage.jdbi.sql;

import org.jspecify.annotations.NullMarked;
