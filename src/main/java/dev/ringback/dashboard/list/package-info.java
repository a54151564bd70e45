/** Lists of resources, their filters and their search. */
@NullMarked
package dev.ringback.dashboard.list;

import org.jspecify.annotations.NullMarked;
