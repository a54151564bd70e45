/**
 * Small interfaces for everything that can be kept and asked. Every promise about durability, order and paging is written here and held by
 * the contract tests; {@code storage.jdbi} is the one implementation.
 *
 * <p>Uses {@code model}.
 */
@NullMarked
package dev.ringback.storage;

import org.jspecify.annotations.NullMarked;
