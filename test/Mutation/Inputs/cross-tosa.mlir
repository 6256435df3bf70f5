module {
  func.func @main(%arg0: tensor<2x5x8xf32>, %arg1: tensor<2x7x6xf32>) -> tensor<2x5x8xf32> {
    %0 = tosa.const_shape  {values = dense<[10, 8]> : tensor<2xindex>} : () -> !tosa.shape<2>
    %1 = "tosa.const"() <{values = dense<0.000000e+00> : tensor<1xf32>}> : () -> tensor<1xf32>
    %2 = tosa.const_shape  {values = dense<[1, 10, 8]> : tensor<3xindex>} : () -> !tosa.shape<3>
    %3 = "tosa.const"() <{values = dense<0> : tensor<1xi8>}> : () -> tensor<1xi8>
    %4 = tosa.const_shape  {values = dense<[2, 5, 8]> : tensor<3xindex>} : () -> !tosa.shape<3>
    %5 = tosa.const_shape  {values = dense<[2, 5, 2, 4]> : tensor<4xindex>} : () -> !tosa.shape<4>
    %6 = tosa.const_shape  {values = dense<[1, 14, 6]> : tensor<3xindex>} : () -> !tosa.shape<3>
    %7 = tosa.const_shape  {values = dense<[14, 16]> : tensor<2xindex>} : () -> !tosa.shape<2>
    %8 = tosa.const_shape  {values = dense<[2, 7, 2, 2, 4]> : tensor<5xindex>} : () -> !tosa.shape<5>
    %9 = tosa.const_shape  {values = dense<[1, 2, 2, 7, 4]> : tensor<5xindex>} : () -> !tosa.shape<5>
    %10 = tosa.const_shape  {values = dense<0> : tensor<5xindex>} : () -> !tosa.shape<5>
    %11 = tosa.const_shape  {values = dense<[1, 0, 0, 0, 0]> : tensor<5xindex>} : () -> !tosa.shape<5>
    %12 = tosa.const_shape  {values = dense<[2, 2, 7, 4]> : tensor<4xindex>} : () -> !tosa.shape<4>
    %13 = tosa.const_shape  {values = dense<[4, 5, 4]> : tensor<3xindex>} : () -> !tosa.shape<3>
    %14 = tosa.const_shape  {values = dense<[4, 4, 7]> : tensor<3xindex>} : () -> !tosa.shape<3>
    %15 = tosa.const_shape  {values = dense<[2, 2, 5, 7]> : tensor<4xindex>} : () -> !tosa.shape<4>
    %16 = tosa.const_shape  {values = dense<[4, 5, 7]> : tensor<3xindex>} : () -> !tosa.shape<3>
    %17 = tosa.const_shape  {values = dense<[4, 7, 4]> : tensor<3xindex>} : () -> !tosa.shape<3>
    %18 = tosa.const_shape  {values = dense<[2, 2, 5, 4]> : tensor<4xindex>} : () -> !tosa.shape<4>
    %19 = "tosa.const"() <{values = dense<[[[0.0354543924, -0.0639284253, 0.0162699483, 0.00566832954, 0.348020226, -0.353497028, -0.141659513, 0.0371298976], [-0.131518438, 0.231038615, 0.069187887, -0.162596047, -0.151091859, 0.0181033779, -0.325850934, 0.329057306], [-0.296084613, 0.020026369, 0.0128465695, 0.233357102, -0.0283314902, -0.010472944, -0.257266343, -0.19731316], [0.143071473, 0.133550078, 0.244788855, -0.329172015, -0.154822782, 0.0531874262, 0.331831455, 0.314519078], [0.0452399626, 0.154041886, -0.149268582, 0.214370921, -0.0488049537, 0.270910382, 0.20614323, 0.0929274335], [-0.141592383, -0.0867500975, -0.187938318, 0.349790424, 0.0768409073, 0.343657225, 0.189911589, 0.248740196], [-0.119538151, 0.152970135, 0.154062152, 0.0715380386, 0.0472210757, -0.209757015, 0.196484894, -0.151457906], [0.0924617573, 0.260898799, -0.307702512, -0.0235560834, -0.0667773783, -0.0220456254, -0.280890733, 0.162994385]]]> : tensor<1x8x8xf32>}> : () -> tensor<1x8x8xf32>
    %20 = "tosa.const"() <{values = dense_resource<torch_tensor_8_torch.float32> : tensor<1x8xf32>}> : () -> tensor<1x8xf32>
    %21 = "tosa.const"() <{values = dense<[[[0.287023902, 0.208684638, -0.35800904, -0.376759827, 0.30916962, 0.362452269, 0.0912033542, -0.386947691, -0.333770961, 0.135824606, -0.405958921, 0.125869632, 0.208562776, 0.0906205177, -0.137141094, 0.276520282], [-0.0526761785, 0.143306285, -0.296339571, 0.250348657, 0.128104419, 0.250125557, -0.267416835, -0.384926409, -0.326353788, 0.0183406416, 0.0523067936, 0.0883493274, 0.360038042, -0.22225596, 0.238770038, 0.0223087538], [-0.316819817, 0.0658716485, 0.179935291, 0.261134267, 0.403670579, 0.271415651, -0.162154377, 0.158140317, 0.244284496, -0.291763961, 0.307420075, 0.407319933, -0.406179667, 0.0578537621, 3.519840e-02, 0.0766248106], [-0.151552856, 0.098616749, 0.0556357615, -0.369346738, -0.402529538, -0.343855828, 0.0722880512, -0.172802716, 0.207488984, 0.0878508761, -0.248414904, 0.265962631, 0.221068636, -0.265053958, 0.31866172, -0.13130188], [-0.0458317958, 0.358626664, 0.199099287, 0.154965043, -0.393010914, 0.295495689, -0.16051507, -0.24837403, 0.0543801039, 3.717280e-01, 0.0898706093, -0.229609892, -0.118527479, -0.307218701, 0.0765069425, 0.00146511977], [-0.2206119, 0.148696825, -0.407725722, -0.318778336, 0.276017517, -0.385446459, -0.0645942389, -0.161087543, -0.223009571, -0.401555628, 0.28699255, 0.035287559, -0.399765402, -0.0346402861, -0.131276876, -0.078495182]]]> : tensor<1x6x16xf32>}> : () -> tensor<1x6x16xf32>
    %22 = "tosa.const"() <{values = dense_resource<torch_tensor_16_torch.float32> : tensor<1x16xf32>}> : () -> tensor<1x16xf32>
    %23 = "tosa.const"() <{values = dense<5.000000e-01> : tensor<1x1x1x1xf32>}> : () -> tensor<1x1x1x1xf32>
    %24 = tosa.reshape %arg0, %2 : (tensor<2x5x8xf32>, !tosa.shape<3>) -> tensor<1x10x8xf32>
    %25 = tosa.matmul %24, %19, %1, %1 : (tensor<1x10x8xf32>, tensor<1x8x8xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<1x10x8xf32>
    %26 = tosa.reshape %25, %0 : (tensor<1x10x8xf32>, !tosa.shape<2>) -> tensor<10x8xf32>
    %27 = tosa.add %26, %20 : (tensor<10x8xf32>, tensor<1x8xf32>) -> tensor<10x8xf32>
    %28 = tosa.reshape %27, %5 : (tensor<10x8xf32>, !tosa.shape<4>) -> tensor<2x5x2x4xf32>
    %29 = tosa.transpose %28 {perms = array<i32: 0, 2, 1, 3>} : (tensor<2x5x2x4xf32>) -> tensor<2x2x5x4xf32>
    %30 = tosa.reshape %arg1, %6 : (tensor<2x7x6xf32>, !tosa.shape<3>) -> tensor<1x14x6xf32>
    %31 = tosa.matmul %30, %21, %1, %1 : (tensor<1x14x6xf32>, tensor<1x6x16xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<1x14x16xf32>
    %32 = tosa.reshape %31, %7 : (tensor<1x14x16xf32>, !tosa.shape<2>) -> tensor<14x16xf32>
    %33 = tosa.add %32, %22 : (tensor<14x16xf32>, tensor<1x16xf32>) -> tensor<14x16xf32>
    %34 = tosa.reshape %33, %8 : (tensor<14x16xf32>, !tosa.shape<5>) -> tensor<2x7x2x2x4xf32>
    %35 = tosa.transpose %34 {perms = array<i32: 2, 0, 3, 1, 4>} : (tensor<2x7x2x2x4xf32>) -> tensor<2x2x2x7x4xf32>
    %36 = tosa.slice %35, %10, %9 : (tensor<2x2x2x7x4xf32>, !tosa.shape<5>, !tosa.shape<5>) -> tensor<1x2x2x7x4xf32>
    %37 = tosa.slice %35, %11, %9 : (tensor<2x2x2x7x4xf32>, !tosa.shape<5>, !tosa.shape<5>) -> tensor<1x2x2x7x4xf32>
    %38 = tosa.reshape %36, %12 : (tensor<1x2x2x7x4xf32>, !tosa.shape<4>) -> tensor<2x2x7x4xf32>
    %39 = tosa.transpose %38 {perms = array<i32: 0, 1, 3, 2>} : (tensor<2x2x7x4xf32>) -> tensor<2x2x4x7xf32>
    %40 = tosa.reshape %29, %13 : (tensor<2x2x5x4xf32>, !tosa.shape<3>) -> tensor<4x5x4xf32>
    %41 = tosa.reshape %39, %14 : (tensor<2x2x4x7xf32>, !tosa.shape<3>) -> tensor<4x4x7xf32>
    %42 = tosa.matmul %40, %41, %1, %1 : (tensor<4x5x4xf32>, tensor<4x4x7xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<4x5x7xf32>
    %43 = tosa.reshape %42, %15 : (tensor<4x5x7xf32>, !tosa.shape<4>) -> tensor<2x2x5x7xf32>
    %44 = tosa.mul %43, %23, %3 : (tensor<2x2x5x7xf32>, tensor<1x1x1x1xf32>, tensor<1xi8>) -> tensor<2x2x5x7xf32>
    %45 = tosa.reduce_max %44 {axis = 3 : i32} : (tensor<2x2x5x7xf32>) -> tensor<2x2x5x1xf32>
    %46 = tosa.sub %44, %45 : (tensor<2x2x5x7xf32>, tensor<2x2x5x1xf32>) -> tensor<2x2x5x7xf32>
    %47 = tosa.exp %46 : (tensor<2x2x5x7xf32>) -> tensor<2x2x5x7xf32>
    %48 = tosa.reduce_sum %47 {axis = 3 : i32} : (tensor<2x2x5x7xf32>) -> tensor<2x2x5x1xf32>
    %49 = tosa.reciprocal %48 : (tensor<2x2x5x1xf32>) -> tensor<2x2x5x1xf32>
    %50 = tosa.mul %47, %49, %3 : (tensor<2x2x5x7xf32>, tensor<2x2x5x1xf32>, tensor<1xi8>) -> tensor<2x2x5x7xf32>
    %51 = tosa.reshape %50, %16 : (tensor<2x2x5x7xf32>, !tosa.shape<3>) -> tensor<4x5x7xf32>
    %52 = tosa.reshape %37, %17 : (tensor<1x2x2x7x4xf32>, !tosa.shape<3>) -> tensor<4x7x4xf32>
    %53 = tosa.matmul %51, %52, %1, %1 : (tensor<4x5x7xf32>, tensor<4x7x4xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<4x5x4xf32>
    %54 = tosa.reshape %53, %18 : (tensor<4x5x4xf32>, !tosa.shape<4>) -> tensor<2x2x5x4xf32>
    %55 = tosa.transpose %54 {perms = array<i32: 0, 2, 1, 3>} : (tensor<2x2x5x4xf32>) -> tensor<2x5x2x4xf32>
    %56 = tosa.reshape %55, %4 : (tensor<2x5x2x4xf32>, !tosa.shape<3>) -> tensor<2x5x8xf32>
    return %56 : tensor<2x5x8xf32>
  }
}

{-#
  dialect_resources: {
    builtin: {
      torch_tensor_8_torch.float32: "0x04000000AF78A0BE15E7B7BC5084F13D9325D93D7B7A973E43E1B13E01AFA43EE711733E",
      torch_tensor_16_torch.float32: "0x040000002A2A0EBD4803A3BE3E8A24BB9B7FADBE88DEB3BDF246723E245891BE75E48CBE7727CCBD9033E5BD3B8A8D3DEFCD8A3D64FD533EF2FD8FBE2304ECBC43CF693E"
    }
  }
#-}
