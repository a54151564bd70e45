package dev.ringback.simulate;

import dev.ringback.model.SigningKey;
import dev.ringback.simulate.traffic.CallbackUrl;

/**
 * How traffic is delivered.
 *
 * @param target where requests go
 * @param signedUrl the URL that is signed: the public one, where a proxy stands between; else equal to the target
 * @param key what signs
 * @param rate requests per second at most; 0 for as many as the target answers
 * @param concurrency how many requests may wait for their answers at once
 */
public record DeliveryOptions(CallbackUrl target, CallbackUrl signedUrl, SigningKey key, double rate, int concurrency) {

    public DeliveryOptions {
        if (!(rate >= 0) || Double.isInfinite(rate)) {
            throw new IllegalArgumentException("the rate is not 0 or more");
        }
        if (concurrency < 1) {
            throw new IllegalArgumentException("the concurrency is less than 1");
        }
    }
}
