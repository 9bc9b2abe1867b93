package id.mpp.bus;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;

/** An answer of the broker that a thread of ours waits for. Paho gives it on a thread of its own. */
final class PahoAnswer implements MqttActionListener {
    private final CompletableFuture<IMqttToken> done = new CompletableFuture<>();

    @Override
    public void onSuccess(IMqttToken token) {
        done.complete(token);
    }

    @Override
    public void onFailure(IMqttToken token, Throwable cause) {
        done.completeExceptionally(cause);
    }

    /**
     * Waits for it.
     *
     * @throws ExecutionException where the broker refuses, or the connection ends
     * @throws TimeoutException where no answer has come in time; it may still come
     */
    IMqttToken get(long patienceMillis) throws ExecutionException, InterruptedException, TimeoutException {
        return done.get(patienceMillis, TimeUnit.MILLISECONDS);
    }
}
