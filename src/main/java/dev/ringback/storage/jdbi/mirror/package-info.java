/**
 * Holds the tables of resources. {@link dev.ringback.storage.jdbi.mirror.Merge} moves a row forward, and
 * {@link dev.ringback.storage.jdbi.mirror.Listing} reads lists in pages; a new resource is a table, a store and a line in
 * {@link dev.ringback.storage.jdbi.mirror.Mirror} and {@link dev.ringback.storage.jdbi.mirror.MirrorTable}.
 *
 * <p>Uses {@code sql}.
 */
@NullMarked
package dev.ringback.storage.jdbi.mirror;

import org.jspecify.annotations.NullMarked;
