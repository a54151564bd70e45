/** Charts as SVG that the server draws, so that they need no script. */
@NullMarked
package dev.ringback.dashboard.chart;

import org.jspecify.annotations.NullMarked;
