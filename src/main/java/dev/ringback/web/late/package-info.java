/** Lets handlers answer later, without a thread. Start with {@link dev.ringback.web.late.LateAnswers}. */
@NullMarked
package dev.ringback.web.late;

import org.jspecify.annotations.NullMarked;
