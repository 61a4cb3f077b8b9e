"""What keras.ops.ctc_decode finds by beam search: read by OpsTest."""
import numpy as np

from op_cases import CASES, case, normal, ops, write

LENGTHS = np.array([7, 5, 6], "int32")
for width, top, blank in ((30, 3, 3), (5, 2, 0)):
    arguments = {"strategy": "beam_search", "beam_width": width, "top_paths": top, "mask_index": blank}
    case("ctc_decode", [normal(3, 7, 4), LENGTHS], function=lambda x, n: list(ops.ctc_decode(x, n, **arguments)), gradient=False, **arguments)
write("ops_decoding", CASES)
