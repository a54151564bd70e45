/**
 * The bytes behind recordings and media: sound and other content that is generated while it is read, of any length, and the same each time.
 * Uses nothing else of the stand-in.
 */
@NullMarked
package dev.ringback.simulate.api.content;

import org.jspecify.annotations.NullMarked;
