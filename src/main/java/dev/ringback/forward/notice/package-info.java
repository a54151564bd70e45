/** Renders notices for people: with the meaning of error codes, links, and templates. */
@NullMarked
package dev.ringback.forward.notice;

import org.jspecify.annotations.NullMarked;
