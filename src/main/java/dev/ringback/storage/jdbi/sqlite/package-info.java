/**
 * Holds what belongs to SQLite only. {@link dev.ringback.storage.jdbi.sqlite.SqliteDatabase} opens it: one connection writes, others read.
 * Backup, restore, the lock of the file and retention are here too.
 *
 * <p>Uses {@code store}, {@code mirror}, {@code sql}, SQLite's driver, and Jackson to read rows.
 */
@NullMarked
package dev.ringback.storage.jdbi.sqlite;

import org.jspecify.annotations.NullMarked;
