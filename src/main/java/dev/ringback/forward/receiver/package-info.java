/** Sends rendered notices to services. Each kind of receiver has a package of its own below this one: its options, its format, and its limits. */
@NullMarked
package dev.ringback.forward.receiver;

import org.jspecify.annotations.NullMarked;
