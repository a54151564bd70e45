/** Tells what of the mirror may be wrong: resources without a final state past their time, and times in which callbacks could not be taken in. */
@NullMarked
package dev.ringback.upstream.doubt;

import org.jspecify.annotations.NullMarked;
