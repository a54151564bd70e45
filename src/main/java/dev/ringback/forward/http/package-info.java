/** Requests that go out, with their limits: of time, of what is read of an answer, and of where they may go. */
@NullMarked
package dev.ringback.forward.http;

import org.jspecify.annotations.NullMarked;
