/** Answers for one family of resources each, and moves their states. */
@NullMarked
package dev.ringback.simulate.api.resource;

import org.jspecify.annotations.NullMarked;
