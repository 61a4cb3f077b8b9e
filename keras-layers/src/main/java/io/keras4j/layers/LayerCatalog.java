package io.keras4j.layers;

import io.keras4j.config.Kind;
import io.keras4j.engine.Layer;
import java.util.function.Supplier;

/** Makes the layers known under Keras's names. */
public final class LayerCatalog implements Kind.Catalog {
    @Override
    public void load() {
        add("Activation", Activation.class, Activation::new);
        add("ActivityRegularization", ActivityRegularization.class, ActivityRegularization::new);
        add("AdaptiveAveragePooling1D", AdaptiveAveragePooling1D.class, AdaptiveAveragePooling1D::new);
        add("AdaptiveAveragePooling2D", AdaptiveAveragePooling2D.class, AdaptiveAveragePooling2D::new);
        add("AdaptiveAveragePooling3D", AdaptiveAveragePooling3D.class, AdaptiveAveragePooling3D::new);
        add("AdaptiveMaxPooling1D", AdaptiveMaxPooling1D.class, AdaptiveMaxPooling1D::new);
        add("AdaptiveMaxPooling2D", AdaptiveMaxPooling2D.class, AdaptiveMaxPooling2D::new);
        add("AdaptiveMaxPooling3D", AdaptiveMaxPooling3D.class, AdaptiveMaxPooling3D::new);
        add("Add", Add.class, Add::new);
        add("AdditiveAttention", AdditiveAttention.class, AdditiveAttention::new);
        add("AlphaDropout", AlphaDropout.class, AlphaDropout::new);
        add("Attention", Attention.class, Attention::new);
        add("Average", Average.class, Average::new);
        add("AveragePooling1D", AveragePooling1D.class, AveragePooling1D::new, "AvgPool1D");
        add("AveragePooling2D", AveragePooling2D.class, AveragePooling2D::new, "AvgPool2D");
        add("AveragePooling3D", AveragePooling3D.class, AveragePooling3D::new, "AvgPool3D");
        add("BatchNormalization", BatchNormalization.class, BatchNormalization::new);
        add("Bidirectional", Bidirectional.class, Bidirectional::new);
        add("Concatenate", Concatenate.class, Concatenate::new);
        add("Conv1D", Conv1D.class, Conv1D::new, "Convolution1D");
        add("Conv1DTranspose", Conv1DTranspose.class, Conv1DTranspose::new, "Convolution1DTranspose");
        add("Conv2D", Conv2D.class, Conv2D::new, "Convolution2D");
        add("Conv2DTranspose", Conv2DTranspose.class, Conv2DTranspose::new, "Convolution2DTranspose");
        add("Conv3D", Conv3D.class, Conv3D::new, "Convolution3D");
        add("Conv3DTranspose", Conv3DTranspose.class, Conv3DTranspose::new, "Convolution3DTranspose");
        add("ConvLSTM1D", ConvLSTM1D.class, ConvLSTM1D::new);
        add("ConvLSTM2D", ConvLSTM2D.class, ConvLSTM2D::new);
        add("ConvLSTM3D", ConvLSTM3D.class, ConvLSTM3D::new);
        add("Cropping1D", Cropping1D.class, Cropping1D::new);
        add("Cropping2D", Cropping2D.class, Cropping2D::new);
        add("Cropping3D", Cropping3D.class, Cropping3D::new);
        add("Dense", Dense.class, Dense::new);
        add("DepthwiseConv1D", DepthwiseConv1D.class, DepthwiseConv1D::new);
        add("DepthwiseConv2D", DepthwiseConv2D.class, DepthwiseConv2D::new);
        add("Dot", Dot.class, Dot::new);
        add("Dropout", Dropout.class, Dropout::new);
        add("EinsumDense", EinsumDense.class, EinsumDense::new);
        add("ELU", ELU.class, ELU::new);
        add("Embedding", Embedding.class, Embedding::new);
        add("Flatten", Flatten.class, Flatten::new);
        add("GRU", GRU.class, GRU::new);
        add("GRUCell", GRUCell.class, GRUCell::new);
        add("GaussianDropout", GaussianDropout.class, GaussianDropout::new);
        add("GaussianNoise", GaussianNoise.class, GaussianNoise::new);
        add("GlobalAveragePooling1D", GlobalAveragePooling1D.class, GlobalAveragePooling1D::new, "GlobalAvgPool1D");
        add("GlobalAveragePooling2D", GlobalAveragePooling2D.class, GlobalAveragePooling2D::new, "GlobalAvgPool2D");
        add("GlobalAveragePooling3D", GlobalAveragePooling3D.class, GlobalAveragePooling3D::new, "GlobalAvgPool3D");
        add("GlobalMaxPooling1D", GlobalMaxPooling1D.class, GlobalMaxPooling1D::new, "GlobalMaxPool1D");
        add("GlobalMaxPooling2D", GlobalMaxPooling2D.class, GlobalMaxPooling2D::new, "GlobalMaxPool2D");
        add("GlobalMaxPooling3D", GlobalMaxPooling3D.class, GlobalMaxPooling3D::new, "GlobalMaxPool3D");
        add("GroupNormalization", GroupNormalization.class, GroupNormalization::new);
        add("GroupQueryAttention", GroupQueryAttention.class, GroupQueryAttention::new, "GroupedQueryAttention");
        add("Highway", Highway.class, Highway::new);
        add("Identity", Identity.class, Identity::new);
        add("LSTM", LSTM.class, LSTM::new);
        add("LSTMCell", LSTMCell.class, LSTMCell::new);
        add("Lambda", Lambda.class, Lambda::new);
        add("LayerNormalization", LayerNormalization.class, LayerNormalization::new);
        add("LeakyReLU", LeakyReLU.class, LeakyReLU::new);
        add("LocallyConnected1D", LocallyConnected1D.class, LocallyConnected1D::new);
        add("LocallyConnected2D", LocallyConnected2D.class, LocallyConnected2D::new);
        add("Masking", Masking.class, Masking::new);
        add("MaxPooling1D", MaxPooling1D.class, MaxPooling1D::new, "MaxPool1D");
        add("MaxPooling2D", MaxPooling2D.class, MaxPooling2D::new, "MaxPool2D");
        add("MaxPooling3D", MaxPooling3D.class, MaxPooling3D::new, "MaxPool3D");
        add("Maximum", Maximum.class, Maximum::new);
        add("MaxoutDense", MaxoutDense.class, MaxoutDense::new);
        add("Minimum", Minimum.class, Minimum::new);
        add("MultiHeadAttention", MultiHeadAttention.class, MultiHeadAttention::new);
        add("Multiply", Multiply.class, Multiply::new);
        add("Normalization", Normalization.class, Normalization::new);
        add("PReLU", PReLU.class, PReLU::new);
        add("ParametricSoftplus", ParametricSoftplus.class, ParametricSoftplus::new);
        add("Permute", Permute.class, Permute::new);
        add("RNN", RNN.class, RNN::new);
        add("ReLU", ReLU.class, ReLU::new);
        add("RepeatVector", RepeatVector.class, RepeatVector::new);
        add("RMSNormalization", RMSNormalization.class, RMSNormalization::new);
        add("Reshape", Reshape.class, Reshape::new);
        add("Rescaling", Rescaling.class, Rescaling::new);
        add("ReversibleEmbedding", ReversibleEmbedding.class, ReversibleEmbedding::new);
        add("SeparableConv1D", SeparableConv1D.class, SeparableConv1D::new, "SeparableConvolution1D");
        add("SeparableConv2D", SeparableConv2D.class, SeparableConv2D::new, "SeparableConvolution2D");
        add("SimpleRNN", SimpleRNN.class, SimpleRNN::new);
        add("SimpleRNNCell", SimpleRNNCell.class, SimpleRNNCell::new);
        add("Softmax", Softmax.class, Softmax::new);
        add("SpatialDropout1D", SpatialDropout1D.class, SpatialDropout1D::new);
        add("SpatialDropout2D", SpatialDropout2D.class, SpatialDropout2D::new);
        add("SpatialDropout3D", SpatialDropout3D.class, SpatialDropout3D::new);
        add("SpectralNormalization", SpectralNormalization.class, SpectralNormalization::new);
        add("SReLU", SReLU.class, SReLU::new);
        add("StackedRNNCells", StackedRNNCells.class, StackedRNNCells::new);
        add("Subtract", Subtract.class, Subtract::new);
        add("TimeDistributed", TimeDistributed.class, TimeDistributed::new);
        add("UnitNormalization", UnitNormalization.class, UnitNormalization::new);
        add("UpSampling1D", UpSampling1D.class, UpSampling1D::new);
        add("UpSampling2D", UpSampling2D.class, UpSampling2D::new);
        add("UpSampling3D", UpSampling3D.class, UpSampling3D::new);
        add("ZeroPadding1D", ZeroPadding1D.class, ZeroPadding1D::new);
        add("ZeroPadding2D", ZeroPadding2D.class, ZeroPadding2D::new);
        add("ZeroPadding3D", ZeroPadding3D.class, ZeroPadding3D::new);
    }

    private static <L extends Layer> void add(String className, Class<L> type, Supplier<L> maker, String... aliases) {
        Layer.KIND.add("keras.layers", className, type, maker, aliases);
    }
}
