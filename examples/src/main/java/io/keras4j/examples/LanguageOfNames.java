package io.keras4j.examples;

import io.keras4j.Keras;
import io.keras4j.engine.Input;
import io.keras4j.layers.Dense;
import io.keras4j.layers.Embedding;
import io.keras4j.layers.LSTM;
import io.keras4j.layers.TextVectorization;
import io.keras4j.models.Sequential;
import io.keras4j.optimizers.Adam;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Tells in which of ten languages a name is, such as "Frankreich" or "livre sterling", from its characters. The names are those of countries,
 * languages and currencies, which every JDK has: thousands of real short texts.
 */
public final class LanguageOfNames {
    /** The languages, whose numbers are the labels. */
    static final List<String> LANGUAGES = List.of("de", "en", "es", "fi", "fr", "it", "nl", "pl", "sv", "tr");

    private LanguageOfNames() {}

    /** A name and the number of its language. */
    record Named(String name, int language) {}

    /** Names that only one of the languages has, in random order. */
    static List<Named> names() {
        Map<String, List<Integer>> languagesOf = new HashMap<>();
        for (int i = 0; i < LANGUAGES.size(); i++) {
            Locale in = Locale.forLanguageTag(LANGUAGES.get(i));
            List<String> names = new ArrayList<>();
            for (String country : Locale.getISOCountries()) {
                names.add(new Locale("", country).getDisplayCountry(in));
            }
            for (String language : Locale.getISOLanguages()) {
                names.add(new Locale(language).getDisplayLanguage(in));
            }
            for (Currency currency : Currency.getAvailableCurrencies()) {
                names.add(currency.getDisplayName(in));
            }
            for (String name : names.stream().distinct().toList()) {
                languagesOf.computeIfAbsent(name, n -> new ArrayList<>()).add(i);
            }
        }
        List<Named> names = new ArrayList<>();
        languagesOf.keySet().stream().sorted().forEach(name -> {
            if (languagesOf.get(name).size() == 1) {
                names.add(new Named(name, languagesOf.get(name).get(0)));
            }
        });
        Collections.shuffle(names, new Random(1));
        return names;
    }

    /** Characters become numbers, numbers vectors, which an LSTM reads; {@code texts} are those to learn the characters of. */
    static Sequential model(List<String> texts) {
        TextVectorization characters = new TextVectorization()
                .standardize("lower")
                .split("character")
                .maxTokens(100)
                .outputSequenceLength(24);
        characters.adapt(texts);
        return new Sequential(
                Input.of().dtype("string"),
                characters,
                new Embedding(100, 24).maskZero(true),
                new LSTM(64),
                new Dense(LANGUAGES.size()).activation("softmax"));
    }

    /**
     * What training gives.
     *
     * @param test names that the model has not seen
     * @param accuracy the share of these whose language it tells
     */
    record Outcome(Sequential model, List<Named> test, double accuracy) {}

    /** Trains on four of five names. */
    static Outcome train(int epochs, int verbose) {
        Keras.setRandomSeed(1);
        List<Named> names = names();
        List<Named> training = names.subList(0, names.size() * 4 / 5);
        List<Named> test = names.subList(training.size(), names.size());

        Sequential model = model(texts(training));
        model.compile(new Adam(0.003), "sparse_categorical_crossentropy", "accuracy");
        model.fit(
                texts(training), languages(training), fit -> fit.epochs(epochs).verbose(verbose));
        double accuracy = model.evaluate(texts(test), languages(test), evaluate -> evaluate.verbose(0))
                .get("accuracy");
        return new Outcome(model, test, accuracy);
    }

    private static List<String> texts(List<Named> names) {
        return names.stream().map(Named::name).toList();
    }

    private static int[] languages(List<Named> names) {
        return names.stream().mapToInt(Named::language).toArray();
    }

    /** Trains for 15 epochs, or as many as the first argument says, and tells the languages of some names. */
    public static void main(String[] args) {
        Outcome outcome = train(args.length > 0 ? Integer.parseInt(args[0]) : 15, 2);
        List<Named> some = outcome.test().subList(0, 10);
        INDArray languages = outcome.model().predict(texts(some)).argMax(1);
        for (int i = 0; i < some.size(); i++) {
            String told = LANGUAGES.get(languages.getInt(i));
            String is = LANGUAGES.get(some.get(i).language());
            System.out.println(some.get(i).name() + ": " + told + (told.equals(is) ? "" : ", but it is " + is));
        }
        System.out.printf("Of names that it has not seen, it tells the language of %.2f%n", outcome.accuracy());
    }
}
