/**
 * Keeps objects in a bucket of S3, or of anything that speaks its protocol. The only place that knows the client of AWS, whose classes are not loaded before a
 * store is used.
 */
@NullMarked
package dev.ringback.vault.store.s3;

import org.jspecify.annotations.NullMarked;
