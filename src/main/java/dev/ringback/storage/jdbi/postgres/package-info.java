/**
 * Holds what belongs to PostgreSQL only. {@link dev.ringback.storage.jdbi.postgres.PostgresDatabase} opens it for any number of nodes. The
 * log in parts by month, advisory locks and notifications are here.
 *
 * <p>Uses {@code store}, {@code mirror}, {@code sql}, PostgreSQL's driver and Hikari.
 */
@NullMarked
package dev.ringback.storage.jdbi.postgres;

import org.jspecify.annotations.NullMarked;
