/**
 * Finds the URL by which clients reach the API door, also behind proxies. Start with {@link dev.ringback.web.proxy.ApiUrls}.
 */
@NullMarked
package dev.ringback.web.proxy;

import org.jspecify.annotations.NullMarked;
