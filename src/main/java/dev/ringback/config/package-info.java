/**
 * Settings read from flags, environment and file, checked, and reported all at once.
 *
 * <p>Uses the {@code *Options} records that stand beside the code they configure.
 */
@NullMarked
package dev.ringback.config;

import org.jspecify.annotations.NullMarked;
