use satchel::browser::compress::{Original, unpack};
use wasm_bindgen_test::wasm_bindgen_test;

async fn packed(bytes: &[u8]) -> Vec<u8> {
    let original = Original::pack(bytes).await;
    original.expect("this browser packs").to_vec()
}

#[wasm_bindgen_test]
async fn what_was_packed_comes_out_as_it_was() {
    let counted: Vec<u8> = (0..300_000_u32).flat_map(u32::to_le_bytes).collect();
    for bytes in [b"", &b"{\"resourceType\":\"Bundle\"}"[..], &counted] {
        let gzip = packed(bytes).await;
        assert_eq!(Original::packed(&gzip).size(), gzip.len());
        assert_eq!(Original::packed(&gzip).to_vec(), gzip);
        assert_eq!(unpack(&gzip).await.as_deref(), Some(bytes));
    }
}

#[wasm_bindgen_test]
async fn what_is_broken_or_too_large_is_refused() {
    let gzip = packed(b"an answer").await;
    for length in 0..gzip.len() {
        assert_eq!(unpack(&gzip[..length]).await, None, "{length} bytes");
    }
    assert_eq!(unpack(b"no gzip at all").await, None);
    // 200 kB that stand for 201 MB.
    let zeros = packed(&vec![0; 201_000_000]).await;
    assert_eq!(unpack(&zeros).await, None);
}
