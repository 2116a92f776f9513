// What a program does with the client: types are checked by the compiler, the calls are real.
use rowdesk_client::apis::{configuration::Configuration, items_api as items};
use rowdesk_client::models::{Chosen, ItemCreate};
use std::{env, error::Error, fs, path::PathBuf};

async fn run(place: String, token: String) -> Result<(), Box<dyn Error>> {
    let configuration = Configuration { base_path: place, oauth_access_token: Some(token), ..Configuration::new() };
    items::create_item(&configuration, ItemCreate::new("Lamp".to_owned())).await?;
    let mut added = Vec::new();
    for format in ["csv", "xlsx"] {
        let answer = items::export_items(&configuration, Some(format), None, None, None, None, None).await?;
        let file = PathBuf::from(format!("items.{format}"));
        fs::write(&file, answer.bytes().await?)?;
        let result = items::import_items(&configuration, file, None, None, None, None, Some(format)).await?;
        added.push(result.added);
    }
    let chosen = Chosen { r#where: Some(Some("title:lamp".to_owned())), ..Chosen::new() };
    let deleted = items::delete_items_in_bulk(&configuration, chosen).await?;
    println!("{}", serde_json::json!([added, deleted.count]));
    Ok(())
}

fn main() -> Result<(), Box<dyn Error>> {
    let [place, token]: [String; 2] = env::args().skip(1).collect::<Vec<_>>().try_into().expect("a place and a token");
    tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(run(place, token))
}
