package io.keras4j.datasets;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Fetches files over HTTP, tries again after failures that may pass, and shows its progress.
 *
 * @param attempts how often to try
 * @param pause the time before the second attempt; it doubles with every further one
 * @param patience how long to wait for a connection, for an answer and for the next bytes
 * @param progress what shows the progress
 */
record Download(int attempts, Duration pause, Duration patience, DownloadProgress progress) {

    /** Three attempts, with progress on standard error. */
    static Download standard() {
        return new Download(
                3,
                Duration.ofSeconds(1),
                Duration.ofSeconds(20),
                new DownloadProgress(System.err, DownloadProgress.onTerminal()));
    }

    /** Writes a file. */
    @FunctionalInterface
    interface Content<T> {
        /** Writes all of it to {@code part} and checks it; what it returns is up to it. */
        T writeTo(Path part) throws IOException;
    }

    /**
     * Makes a file that is complete when it appears: another one beside it, which other processes that may be downloading the same do not
     * touch, is moved into place after {@code content} has written it.
     */
    static <T> T complete(Path target, Content<T> content) throws IOException {
        Path part = target.resolveSibling(target.getFileName() + "." + UUID.randomUUID() + ".part");
        try {
            T result = content.writeTo(part);
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
            return result;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** Writes what is at the address to the file. */
    void fetch(URI address, Path target) throws IOException {
        HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(patience)
                .build();
        Duration wait = pause;
        for (int attempt = 1; ; attempt++) {
            try {
                attempt(client, address, target);
                return;
            } catch (Failure failure) {
                if (!failure.mayPass || attempt == attempts) {
                    throw failure;
                }
                progress.retry(failure.getMessage(), wait);
            }
            sleep(wait);
            wait = wait.multipliedBy(2);
        }
    }

    private void attempt(HttpClient client, URI address, Path target) throws IOException {
        var body = new CountedBody(target);
        var request = HttpRequest.newBuilder(address).timeout(patience).build();
        progress.start(address);
        CompletableFuture<HttpResponse<Path>> response = client.sendAsync(request, body::begin);
        try {
            int status = await(response, body, address).statusCode();
            if (status != 200) {
                throw new Failure(
                        address + " answered with status " + status,
                        null,
                        status == 408 || status == 429 || status >= 500);
            }
            progress.done(body.received);
        } catch (InterruptedException e) {
            throw interrupted();
        } catch (ExecutionException e) {
            throw Failure.of(address, e.getCause());
        } finally {
            response.cancel(true);
        }
    }

    /** The request's own timeout ends with the headers: a body that stops arriving is noticed here. */
    private HttpResponse<Path> await(CompletableFuture<HttpResponse<Path>> response, CountedBody body, URI address)
            throws InterruptedException, ExecutionException, Failure {
        long seen = 0;
        long lastNews = System.nanoTime();
        while (true) {
            try {
                return response.get(100, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                if (body.received > seen) {
                    seen = body.received;
                    lastNews = System.nanoTime();
                    progress.update(seen, body.total);
                } else if (body.begun && System.nanoTime() - lastNews > patience.toNanos()) {
                    throw new Failure(address + " stopped sending after " + seen + " bytes", e, true);
                }
            }
        }
    }

    private static void sleep(Duration time) throws IOException {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private static InterruptedIOException interrupted() {
        Thread.currentThread().interrupt();
        return new InterruptedIOException("the download was interrupted");
    }

    /** A failed attempt, and whether another one may succeed. */
    private static final class Failure extends IOException {
        private static final long serialVersionUID = 1L;
        private final boolean mayPass;

        Failure(String message, Throwable cause, boolean mayPass) {
            super(message, cause);
            this.mayPass = mayPass;
        }

        static Failure of(URI address, Throwable cause) {
            for (Throwable t = cause; t != null; t = t.getCause()) {
                if (t instanceof UnresolvedAddressException) {
                    return new Failure("the host " + address.getHost() + " is not known (no network?)", cause, false);
                }
            }
            String detail = cause.getMessage() == null ? "" : ": " + cause.getMessage();
            return new Failure(
                    "no data from " + address + " (" + cause.getClass().getSimpleName() + detail + ")", cause, true);
        }
    }

    /** Writes a body to a file and counts its bytes. */
    private static final class CountedBody implements BodySubscriber<Path> {
        private final BodySubscriber<Path> file;
        private volatile boolean begun;
        private volatile long received;
        private volatile long total;

        CountedBody(Path target) {
            file = BodySubscribers.buffering(
                    BodySubscribers.ofFile(
                            target,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE,
                            StandardOpenOption.TRUNCATE_EXISTING),
                    1 << 16);
        }

        BodySubscriber<Path> begin(HttpResponse.ResponseInfo response) {
            begun = true;
            total = response.headers().firstValueAsLong("Content-Length").orElse(-1);
            return response.statusCode() == 200 ? this : BodySubscribers.replacing(null);
        }

        @Override
        public CompletionStage<Path> getBody() {
            return file.getBody();
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            file.onSubscribe(subscription);
        }

        @Override
        public void onNext(List<ByteBuffer> buffers) {
            long bytes = buffers.stream().mapToLong(ByteBuffer::remaining).sum();
            file.onNext(buffers);
            received += bytes;
        }

        @Override
        public void onError(Throwable error) {
            file.onError(error);
        }

        @Override
        public void onComplete() {
            file.onComplete();
        }
    }
}
