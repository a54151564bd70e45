/** The page of how to call the API. */
@NullMarked
package dev.ringback.dashboard.docs;

import org.jspecify.annotations.NullMarked;
