package io.keras4j.callbacks;

import io.keras4j.config.Json;
import io.keras4j.training.Callback;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the logs of every epoch to a server: <a href="https://keras.io/api/callbacks/remote_monitor/">keras.callbacks.RemoteMonitor</a>. A
 * POST to {@code root + path} holds {@code {"epoch": 0, "loss": 0.5, ...}}, as the body with {@link #sendAsJson}, else as a field of a form. A
 * server that cannot be reached, or does not answer within ten seconds, costs a warning and nothing else.
 *
 * <pre>{@code
 * new RemoteMonitor().root("http://localhost:9000").sendAsJson(true)
 * }</pre>
 */
public final class RemoteMonitor extends Callback {
    private static final Logger LOG = LoggerFactory.getLogger(RemoteMonitor.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private String root = "http://localhost:9000";
    private String path = "/publish/epoch/end/";
    private String field = "data";
    private Map<String, String> headers = Map.of();
    private boolean sendAsJson;
    private HttpClient client;

    /** The server, "http://localhost:9000" by default. */
    public RemoteMonitor root(String url) {
        root = url;
        return this;
    }

    /** The path on the server, "/publish/epoch/end/" by default. */
    public RemoteMonitor path(String value) {
        path = value;
        return this;
    }

    /** The field of the form, "data" by default. */
    public RemoteMonitor field(String name) {
        field = name;
        return this;
    }

    /** Further HTTP headers; none by default. */
    public RemoteMonitor headers(Map<String, String> values) {
        headers = Map.copyOf(values);
        return this;
    }

    /** Whether the logs are sent as {@code application/json}; by default as a form. */
    public RemoteMonitor sendAsJson(boolean value) {
        sendAsJson = value;
        return this;
    }

    /**
     * Checks the address.
     *
     * @throws IllegalArgumentException when {@code root + path} is no HTTP address
     */
    @Override
    public void onTrainBegin(Map<String, Double> logs) {
        try {
            HttpRequest.newBuilder(URI.create(root + path));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("RemoteMonitor: root and path make no HTTP address: " + root + path, e);
        }
        client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    }

    @Override
    public void onEpochEnd(int epoch, Map<String, Double> logs) {
        Map<String, Object> sent = new LinkedHashMap<>();
        sent.put("epoch", epoch);
        sent.putAll(logs);
        String json = Json.write(sent);
        String body = sendAsJson ? json : encoded(field) + "=" + encoded(json);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(root + path))
                .timeout(TIMEOUT)
                .header("Content-Type", sendAsJson ? "application/json" : "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::setHeader);
        try {
            client.send(request.build(), BodyHandlers.discarding());
        } catch (IOException e) {
            LOG.warn("Could not reach RemoteMonitor root server at {}", root);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
