/** Keeps the resources of the stand-in, its time, and what it does by chance; sends the callbacks. */
@NullMarked
package dev.ringback.simulate.api.state;

import org.jspecify.annotations.NullMarked;
