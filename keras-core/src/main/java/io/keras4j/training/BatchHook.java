package io.keras4j.training;

import java.util.List;
import java.util.Map;

/** The hooks around batches: the only ones so frequent that it matters whether anybody overrides them. */
enum BatchHook {
    TRAIN_BEGIN(Callback::onTrainBatchBegin, "onTrainBatchBegin", "onBatchBegin"),
    TRAIN_END(Callback::onTrainBatchEnd, "onTrainBatchEnd", "onBatchEnd"),
    TEST_BEGIN(Callback::onTestBatchBegin, "onTestBatchBegin"),
    TEST_END(Callback::onTestBatchEnd, "onTestBatchEnd"),
    PREDICT_BEGIN(Callback::onPredictBatchBegin, "onPredictBatchBegin"),
    PREDICT_END(Callback::onPredictBatchEnd, "onPredictBatchEnd");

    private interface Hook {
        void call(Callback callback, int batch, Map<String, Double> logs);
    }

    private final Hook hook;
    private final List<String> methods;

    private final ClassValue<Boolean> overridden = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            return methods.stream().anyMatch(method -> overrides(type, method));
        }
    };

    BatchHook(Hook hook, String... methods) {
        this.hook = hook;
        this.methods = List.of(methods);
    }

    void call(Callback callback, int batch, Map<String, Double> logs) {
        hook.call(callback, batch, logs);
    }

    boolean isOverriddenBy(Class<? extends Callback> type) {
        return overridden.get(type);
    }

    private static boolean overrides(Class<?> type, String method) {
        try {
            return type.getMethod(method, int.class, Map.class).getDeclaringClass() != Callback.class;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }
}
