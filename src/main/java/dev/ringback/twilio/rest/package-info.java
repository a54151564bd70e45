/**
 * How Twilio's REST API answers: resources rendered field by field, pages and their tokens, the error catalogue.
 *
 * <p>Uses {@code model}, {@code twilio} and Jackson.
 */
@NullMarked
package dev.ringback.twilio.rest;

import org.jspecify.annotations.NullMarked;
