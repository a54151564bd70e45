/** Says what a store of the vault can do, whether it is a folder or a bucket. */
@NullMarked
package dev.ringback.vault.store;

import org.jspecify.annotations.NullMarked;
