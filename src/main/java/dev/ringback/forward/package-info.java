/**
 * Turns what Twilio reports into few, grouped notices: rules pick what matters, groups gather it, and receivers are told. The concepts, words
 * and defaults are those of Prometheus' Alertmanager.
 */
@NullMarked
package dev.ringback.forward;

import org.jspecify.annotations.NullMarked;
