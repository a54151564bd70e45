package dev.ringback.vault.store.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class S3OptionsTest {
    @Test
    void nobodySeesTheSecret() {
        S3Options options =
                new S3Options(null, "eu-central-1", "bucket", "a/b", "AKIAEXAMPLE", "very-secret", false, null, null);

        assertThat(options.toString()).isEqualTo("S3Options[the bucket bucket/a/b at AWS, region eu-central-1]");
    }

    @ParameterizedTest
    @CsvSource({
        ",                  us-east-1, '',     '',   , , , , the bucket has no name",
        ",                  us-east-1, a/b,    '',   , , , , 'the bucket has no name, or one with a slash'",
        ",                  '',        bucket, '',   , , , , the region is missing",
        ",                  us-east-1, bucket, /a,   , , , , the prefix has characters that are not allowed",
        ",                  us-east-1, bucket, a/,   , , , , the prefix has characters that are not allowed",
        ",                  us-east-1, bucket, ../a, , , , , the prefix has characters that are not allowed",
        ",                  us-east-1, bucket, '',   x, , , , of access key and secret key one is missing",
        ",                  us-east-1, bucket, '',   , x, , , of access key and secret key one is missing",
        ",                  us-east-1, bucket, '',   , , DES, , the encryption is neither AES256 nor aws:kms",
        ",                  us-east-1, bucket, '',   , , AES256, x, a key for encryption belongs to aws:kms alone",
        ",                  us-east-1, bucket, '',   , , , x, a key for encryption belongs to aws:kms alone",
        "ftp://host,        us-east-1, bucket, '',   , , , , the endpoint is no address with http or https",
        "host,              us-east-1, bucket, '',   , , , , the endpoint is no address with http or https",
        "https:///path,     us-east-1, bucket, '',   , , , , the endpoint is no address with http or https",
    })
    void whatCannotBeRightIsRefused(
            @Nullable URI endpoint,
            String region,
            String bucket,
            String prefix,
            @Nullable String accessKey,
            @Nullable String secretKey,
            @Nullable String encryption,
            @Nullable String encryptionKey,
            String why) {
        assertThatThrownBy(() -> new S3Options(
                        endpoint, region, bucket, prefix, accessKey, secretKey, false, encryption, encryptionKey))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(why);
    }
}
