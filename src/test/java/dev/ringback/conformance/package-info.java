/**
 * Whether what Ringback answers is what Twilio would: read through Twilio's own Java library, and held against Twilio's OpenAPI documents
 * ({@code fields.tsv}). The other tests' answers are held against them too, by {@link dev.ringback.conformance.ShapeFilter}.
 */
@NullMarked
package dev.ringback.conformance;

import org.jspecify.annotations.NullMarked;
