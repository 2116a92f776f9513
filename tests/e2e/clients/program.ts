// What a program does with the client: types are checked by tsc, the calls are real.
import { Configuration, LoginApi, ProductsApi, ResponseError, type ProductCreate, type ProductPublic } from "./client/src";

declare const process: { argv: string[] };

async function main(): Promise<void> {
    const [basePath, accessToken] = process.argv.slice(2);
    const configuration = new Configuration({ basePath, headers: { Authorization: `Bearer ${accessToken}` } });
    const products = new ProductsApi(configuration);
    const lamp: ProductCreate = { name: "Lamp", price: "9.99" };
    const created: ProductPublic = await products.createProduct({ productCreate: lamp });
    const changed = await products.updateProduct({ id: created.id, productUpdate: { description: "bright" } });
    const page = await products.readProducts({ where: "price:>5", sort: "name" });
    let refused = 0;
    try {
        await products.createProduct({ productCreate: { name: "", price: "-1" } });
    } catch (error) {
        refused = error instanceof ResponseError ? error.response.status : 0;
    }
    const me = await new LoginApi(configuration).testToken();
    const added: number[] = [];
    for (const format of ["csv", "xlsx"] as const) {
        const file: Blob = await products.exportProducts({ format });
        added.push((await products.importProducts({ body: file, format })).added);
    }
    await products.deleteProduct({ id: created.id });
    const copies = await products.deleteProductsInBulk({ chosen: { where: "name:lamp" } });
    console.log(JSON.stringify([changed.description, page.count, refused, me.isSuperuser, added, copies.count]));
}

void main();
