/** Pages for people at the API door: they show what the API serves, and have no data of their own. */
@NullMarked
package dev.ringback.dashboard;

import org.jspecify.annotations.NullMarked;
