/**
 * Opens the database that the settings name: {@link dev.ringback.storage.jdbi.Databases} knows all of them, and the rooms below do not know
 * it. Only they contain SQL.
 *
 * <ul>
 *   <li>{@code sqlite} and {@code postgres} hold what belongs to one database only: how it is opened, its log, its retention. Neither uses
 *       the other.
 *   <li>{@code store} holds the log and everything else that is kept and is no resource, the same for both.
 *   <li>{@code mirror} holds the tables of resources, the merge that moves a row forward, and the lists.
 *   <li>{@code sql} holds how both are spoken to: columns, rows, transactions, migrations.
 * </ul>
 *
 * <p>Uses {@code storage} and {@code model}.
 */
@NullMarked
package dev.ringback.storage.jdbi;

import org.jspecify.annotations.NullMarked;
