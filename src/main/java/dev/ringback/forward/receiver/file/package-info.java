/** Notices into a file, to see what others would be sent. */
@NullMarked
package dev.ringback.forward.receiver.file;

import org.jspecify.annotations.NullMarked;
