package io.keras4j.preprocessing;

/**
 * What {@link ImageDataGenerator} does to one image.
 *
 * @param theta the angle of the rotation, in degrees
 * @param tx how far it is moved along the width, in pixels; as in Keras, this is what is drawn for the height
 * @param ty how far it is moved along the height, in pixels; as in Keras, this is what is drawn for the width
 * @param shear the angle of the shear, in degrees
 * @param zx the factor of the zoom along the width; below 1 is in
 * @param zy the factor of the zoom along the height
 * @param flipHorizontal whether left and right are exchanged
 * @param flipVertical whether top and bottom are exchanged
 * @param channelShiftIntensity what is added to all values; null for nothing
 * @param brightness what all values are multiplied with; null for nothing
 */
public record ImageTransform(
        double theta,
        double tx,
        double ty,
        double shear,
        double zx,
        double zy,
        boolean flipHorizontal,
        boolean flipVertical,
        Double channelShiftIntensity,
        Double brightness) {
    /** Whether pixels are moved otherwise than by flips. */
    boolean isAffine() {
        return theta != 0 || tx != 0 || ty != 0 || shear != 0 || zx != 1 || zy != 1;
    }
}
