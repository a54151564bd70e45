package dev.ringback.vault.store.s3;

import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Sends short bodies at once. The client of AWS asks before each body whether it is wanted ({@code Expect: 100-continue}), which is worth the way to the
 * service and back for a long one alone, and lets the JDK wait for seconds where the body is empty. Stateless.
 */
final class ShortBodies implements ExecutionInterceptor {
    private static final long LONG = 256 * 1024;

    @Override
    public SdkHttpRequest modifyHttpRequest(Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
        SdkHttpRequest request = context.httpRequest();
        long length = request.firstMatchingHeader("Content-Length")
                .map(Long::parseLong)
                .orElse(0L);
        return length >= LONG
                ? request
                : request.toBuilder().removeHeader("Expect").build();
    }
}
