/** The page of one resource: its state in words, its timeline and its fields. */
@NullMarked
package dev.ringback.dashboard.resource;

import org.jspecify.annotations.NullMarked;
