/** Creates files and folders that hold what only their owner may read. */
@NullMarked
package dev.ringback.files;

import org.jspecify.annotations.NullMarked;
